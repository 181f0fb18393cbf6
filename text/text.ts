/**
 * Every reason and explanation is a code with arguments; here it becomes a sentence, in Dutch or in English.
 */
export type Language = "nl" | "en";
