"""Tables of sets, whoever wrote them, on their way to the columns of ours."""
