package org.viaduc.federation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.viaduc.cli.Viaduc;
import org.viaduc.model.Department;

/** A user's terminal at a department: each command with the node, the token and the certificate that it always needs. */
record Terminal(Pair pair, Department department, Path folder, String user, String role) {
    /** A case worker who is no agent of the register. */
    Terminal(Pair pair, Department department, Path folder) {
        this(pair, department, folder, "d.lefevre", "case-worker");
    }

    /** A case worker of that name. */
    Terminal(Pair pair, Department department, Path folder, String user) {
        this(pair, department, folder, user, "case-worker");
    }

    /** The same department's terminal with somebody else before it. */
    Terminal as(String other) {
        return new Terminal(pair, department, folder, other, role);
    }

    /** The same before an integrator. */
    Terminal ofIntegrator() {
        return new Terminal(pair, department, folder, "y.guillou", "integrator");
    }

    /** What a command ended with, and what it printed on both streams. */
    record Printed(int status, String out, String err) {
        List<String> lines() {
            return out.lines().toList();
        }
    }

    Printed run(String... arguments) throws IOException {
        var site = pair.federation().site(department);
        var token = Files.writeString(folder.resolve("token-" + department.code() + "-" + user),
                pair.federation().tokens().token(user, List.of(role)));
        var line = new ArrayList<>(List.of(arguments));
        line.addAll(List.of("--node", site.address().toString(), "--token-file", token.toString(), "--ca",
                site.certificate().toString()));
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var before = new PrintStream[]{System.out, System.err};
        try {
            System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
            var status = Viaduc.run(line.toArray(String[]::new));
            return new Printed(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(before[0]);
            System.setErr(before[1]);
        }
    }
}
