/** The pages of an auditor. Every look is an entry, by the same doors as over the interface. */
package org.viaduc.web.console.auditor;
