"""Het register als rekenblad: written, read back, compared; nothing here changes a row."""
