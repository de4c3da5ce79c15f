/** The pages of the data protection officer: rules and terms, never what files contain. */
package org.viaduc.web.console.dpo;
