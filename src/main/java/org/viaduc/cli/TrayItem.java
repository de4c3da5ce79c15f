package org.viaduc.cli;

import java.io.IOException;
import java.util.Map;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** One item of a running node's tray, and what a person says of it. */
final class TrayItem {
    @Mixin
    private NodeOptions node;
    @Parameters(index = "0", paramLabel = "ID", description = "the item's id, as `tray list` shows it")
    private String id;

    int say(String act) throws IOException {
        return say(act, Map.of());
    }

    int say(String act, Map<String, String> words) throws IOException {
        node.required().post("/api/tray/" + id + "/" + act, words);
        return 0;
    }
}
