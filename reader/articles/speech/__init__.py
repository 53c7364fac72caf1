"""Who said what: the parts that `reader.articles.quotes` is made of."""
