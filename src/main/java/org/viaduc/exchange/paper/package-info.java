/**
 * Paper: a document that is filed and printed (PDF), of headings, paragraphs and tables. It is tagged in the order of reading
 * (ISO 32000-1, 14.7), says its language and its title, has bookmarks, page numbers and its letters inside.
 *
 * <p>
 * It knows nothing of what it says, signs nothing and drops nothing: a letter that the font lacks is written as its code point.
 */
package org.viaduc.exchange.paper;
