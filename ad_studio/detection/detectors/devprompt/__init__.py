"""DevPrompt: prompts learned from one normal image, beside a visual memory."""
