/**
 * What a connector's routes do, told from their files for whoever looks after them: where they begin, their steps, where they
 * go. Shows the addresses that node.yaml gives, and never a login, a key or a header's value.
 */
package org.viaduc.connectors.picture;
