/** How single values are written locally and in common terms: dates, amounts, numbers, words. Neither way ever throws. */
package org.viaduc.mapping.format;
