/**
 * People and clients: the REST interface with its OpenAPI description, and who may use it.
 *
 * <p>
 * Two ports: one for clients, who show a bearer token, and one for neighbouring nodes, whom mutual TLS admits and whose
 * every message is signed. No endpoint that changes anything is open; errors are problem details (RFC 9457) in the
 * caller's words and never carry a person's data.
 */
package org.viaduc.web;
