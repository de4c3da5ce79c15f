/**
 * Entries as tables, for those who count: CSV and Parquet. A table proves nothing and cannot be verified; what proves is the
 * file that it is made from.
 */
package org.viaduc.journal.table;
