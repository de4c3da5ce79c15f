/**
 * Files of local systems as records, and records as files, by the system's own description
 * ({@link org.viaduc.mapping.SystemDescription}).
 *
 * <p>
 * What cannot be read becomes a fault with its place and stops nothing else; the records to which it may have belonged are
 * held back, since a file with a hole in it may lack the very line that closes it. Row types that the description names
 * under {@code never} are not extracted. No message repeats what a file says.
 */
package org.viaduc.mapping.local;
