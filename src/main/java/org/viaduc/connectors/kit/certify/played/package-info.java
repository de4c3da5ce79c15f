/**
 * Local systems played in this process, each on its real protocol: they can be slow, go down, refuse, and say more or less
 * than agreed. What they are asked and given stays in this process.
 */
package org.viaduc.connectors.kit.certify.played;
