/** An exchange as people see it: decision, ledgers and timeline in plain words, never contents. It decides nothing. */
package org.viaduc.web.console.exchange;
