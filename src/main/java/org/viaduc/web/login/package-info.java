/**
 * Who comes in: tokens that clients show, people who log in to the pages, and how both are believed.
 *
 * <p>
 * A token or a login is believed only of the configured issuer (OpenID Connect), for this node, in its time and under one
 * of two algorithms; the issuer's keys are fetched, kept for minutes and asked for again when a new one appears, never more
 * often than an attacker may cause. Roles say what one may do ({@link org.viaduc.web.login.UserRole}); for which mission and
 * person, the node's own register says (CASF R221-8), whatever the token holds. The demonstration's login checks nothing and
 * says so; a node that is more than a demonstration does not start with it.
 */
package org.viaduc.web.login;
