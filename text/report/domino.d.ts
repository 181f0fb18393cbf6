/** The one function used of domino, a DOM without a browser; its own declaration names another module. */
declare const domino: { createDocument(html?: string): never };
export default domino;
