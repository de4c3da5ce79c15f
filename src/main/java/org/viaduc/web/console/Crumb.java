package org.viaduc.web.console;

/** One step of the way to a page. @param key of its words */
public record Crumb(String path, String key) {}
