/** The pages of the person whom files are about. What the law hides from that person has no trace here. */
package org.viaduc.web.console.person;
