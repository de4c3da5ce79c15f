/**
 * Evidence in a container that others' tools verify too: ASiC-E with one CAdES signature (ETSI EN 319 162-1, EN 319 122-1),
 * a ZIP file whose manifest holds the digest of every file in it. Beside it what people read and file: a PDF under one PAdES
 * signature (EN 319 142-1).
 *
 * <p>
 * Nothing here asks the network, neither when it signs nor when it verifies. The library behind it is loaded only by those who
 * make or open a container.
 */
package org.viaduc.trust.container;
