"""Prompts learned on normal patches, shared by DevPrompt and PromptAD."""
