"""The addresses of the workbench as an HTTP interface: what each asks for and answers, told beside the routes."""
