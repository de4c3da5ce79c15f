/**
 * What the journal answers an auditor: who received what about whom, what became of each exchange, which emergencies were
 * looked at afterwards, and a sample that anybody draws again from the same checkpoint.
 *
 * <p>
 * Everything here is derived from entries and nothing else, so that whoever holds an exported journal comes to the same
 * answers. A {@link org.viaduc.journal.answers.Course} is what the entries of one exchange say together; it never says
 * more than they do.
 */
package org.viaduc.journal.answers;
