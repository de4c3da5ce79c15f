/**
 * The word of a timestamp authority (RFC 3161): asked for over HTTP, within narrow limits, and read again offline for as long
 * as its certificate is known.
 */
package org.viaduc.trust.time;
