"""What is handed out on paper or as a file: education records, certificates, tables, a shown sheet."""
