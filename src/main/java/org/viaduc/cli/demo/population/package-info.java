/**
 * The invented people of two departments, with the faults that real files show: homonyms, twisted dates, lost accents,
 * a parent's number on a child. The same seed and day make the same people. Nobody in here exists; telephone numbers
 * are of the ranges kept for fiction, and registration numbers have an order that no town of that size reaches.
 */
package org.viaduc.cli.demo.population;
