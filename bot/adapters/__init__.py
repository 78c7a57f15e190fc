"""The platforms. Each adapter keeps its tokens, message ids and widgets to itself."""
