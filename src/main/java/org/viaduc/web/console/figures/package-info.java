/** Figures of a year as pictures, each with the table that says the same; and as files for spreadsheets and maps. */
package org.viaduc.web.console.figures;
