/**
 * Tries a connector in every way in which local systems go wrong, and says in a certificate what it did.
 *
 * <p>
 * The mapping is tried on its own examples, changed one thing at a time; the files as bytes; the routes in a Camel of
 * their own, against a system that is played on the real protocol in this process. Nothing of a node is needed and nothing
 * is sent anywhere else. What is said names rows, fields, files and lines, and never a value of an example.
 */
package org.viaduc.connectors.kit.certify;
