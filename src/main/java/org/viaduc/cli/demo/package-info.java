/**
 * The demonstration's local side: two case systems that differ in everything, and the invented people in them.
 *
 * <p>
 * {@code solidor} (D35) is household-centred and hands over CSV by SFTP; {@code ardoise} (D44) is person-centred and
 * speaks SOAP. Each is a program of its own with its own storage, started by a hidden command, and knows nothing of the
 * gateway: no mapping, no policy, no shared model but ids. {@code population} invents who they know, {@code local} is
 * what both programs need to run on this machine. Nobody in here exists.
 */
package org.viaduc.cli.demo;
