"""AnoPLe: prompts in both towers, learned on defects painted on the reference."""
