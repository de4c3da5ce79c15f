/**
 * Writes a guess down: routes on a template, a mapping folder that loads and translates at once, code tables with blanks to
 * fill, an invented example pair. Nothing that exists is overwritten.
 */
package org.viaduc.connectors.kit.scaffold;
