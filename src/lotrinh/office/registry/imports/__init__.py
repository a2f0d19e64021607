"""Tables brought by people: sniffed, read, checked row by row, shown, then taken whole or not at all."""
