/**
 * SOAP as departments' services speak it: how a connector logs in and signs (WS-Security 1.1), what it believes of an
 * answer, how documents travel beside it (MTOM), and what a fault means.
 *
 * <p>
 * Nothing of an answer that should be signed and is not is ever read as a file. No secret stands in an address, a log or a
 * message.
 */
package org.viaduc.connectors.soap;
