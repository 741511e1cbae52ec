"""Forms: fields as plain values, the widget that edits them, and the dialogs that ask with them."""
