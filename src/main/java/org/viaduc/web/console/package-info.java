/**
 * The pages that people see, a room for each role: server-rendered (Thymeleaf), French first and English second, without any resource from
 * elsewhere and without a script that a page could not do without.
 *
 * <p>
 * A page is a method here, a template in {@code console/pages}, its sentences in {@code console/words.properties} and
 * {@code words_en.properties}, and a line in the table {@code Access} that says which roles see it; without the line it
 * is denied. Every template fills {@code layout.html}. Pages show what the rooms below answer to the visitor's actor; they
 * decide nothing.
 */
package org.viaduc.web.console;
