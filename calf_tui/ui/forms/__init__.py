"""Forms: fields as plain values, and the widget that shows and edits them."""
