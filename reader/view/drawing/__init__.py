"""How things look on the screen: cells, wrapped lines, lists of rows, running text."""
