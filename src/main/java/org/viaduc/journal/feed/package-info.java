/**
 * Entries as messages for a collector of security events: syslog (RFC 5424) around a DICOM audit message (PS3.15, A.5), as IHE
 * ATNA wants them. What could lead to a person, be it a pseudonym, is not among what is told.
 */
package org.viaduc.journal.feed;
