/**
 * Local words into common words and back, from the tables under {@code mappings/}.
 *
 * <p>
 * A {@link org.viaduc.mapping.MappingBook} holds the tables of all systems; a {@link org.viaduc.mapping.Translator} reads
 * them in either direction. Every translation brings its {@link org.viaduc.mapping.LossLedger}, in which each source
 * field is accounted for exactly once. What leaves this room for a local system is a
 * {@link org.viaduc.mapping.DeliverableRecord}, made only out of what a decision released.
 *
 * <p>
 * Nothing here knows a system by name: a new one is a new folder. Nothing here decides or sends anything, no ledger and
 * no message holds a value, and one unknown word never stops a file.
 */
package org.viaduc.mapping;
