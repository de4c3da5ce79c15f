package org.viaduc.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

class PolicyCommandTest {
    private static final Path CASES = Path.of("src/test/resources/policy/cases");

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return new CommandLine(new PolicyCommand()).setOut(new PrintWriter(out)).setErr(new PrintWriter(err))
                .execute(arguments);
    }

    @Test
    void all_our_cases_pass_and_the_last_line_counts_them() {
        assertThat(run("test", CASES.toString())).isZero();
        assertThat(out.toString().lines())
                .allMatch(line -> line.startsWith("ok ") || line.endsWith("passed, 0 failed"));
    }

    @Test
    void a_wrong_and_an_unreadable_case_fail_in_a_line_each() throws IOException {
        var text = Files.readString(CASES.resolve("rsa-manager-gets-no-rqth.yaml"));
        Files.writeString(folder.resolve("a-right.yaml"), text);
        Files.writeString(folder.resolve("b-wrong.yaml"), text.replace("decision: release", "decision: withhold"));
        Files.writeString(folder.resolve("c-unreadable.yaml"), text.replace("decision: release", "desision: release"));
        assertThat(run("test", folder.toString())).isEqualTo(1);
        assertThat(out.toString().lines()).satisfiesExactly(
                line -> assertThat(line).isEqualTo("ok a-right.yaml"),
                line -> assertThat(line)
                        .isEqualTo("FAILS b-wrong.yaml: then.decision: expected withhold got release"),
                line -> assertThat(line).startsWith("FAILS c-unreadable.yaml: -: expected ").contains(" got "),
                line -> assertThat(line).isEqualTo("1 passed, 2 failed"));
    }

    @Test
    void a_decision_is_one_json_object_with_sorted_lists() {
        assertThat(run("decide", "--case", CASES.resolve(
                "refusal-with-danger-waits-for-the-judicial-authority.yaml").toString())).isZero();
        assertThat(out.toString().strip()).isEqualTo("{\"decision\": \"await\", \"sections\": {\"S01\": {\"identity\": "
                + "\"withhold\"}, \"S03\": {\"parental-authority\": \"withhold\"}, \"S10\": {\"ase-decision\": "
                + "\"withhold\", \"evaluation-report\": \"withhold\", \"ppe\": \"withhold\"}}, \"masked\": "
                + "[\"informant-identity\", \"nir\", \"protected-address\", \"third-party\"], \"awaits\": "
                + "[\"judicial-authority-seized\"], \"rules\": [\"R-ASE-ADM\"], \"obligations\": [{\"code\": "
                + "\"signalement\", \"due\": \"2026-11-18\"}], \"answer\": null, \"wouldChange\": "
                + "[\"judicial-authority-seized\"]}");
    }

    @Test
    void the_book_is_shown_in_either_form_and_a_faulty_one_is_refused() throws IOException {
        assertThat(run("check")).isZero();
        FileSystemUtils.copyRecursively(Path.of("src/main/resources/policy"), folder);
        var categories = folder.resolve("categories.yaml");
        Files.writeString(categories, Files.readString(categories).replace("confidence: []", "confidence: [text]"));
        assertThat(run("check", "--html", folder.toString())).as("shown, though it breaks a law").isEqualTo(1);
        assertThat(out.toString()).contains("## ase-ip", "<h2>ase-ip</h2>", "without rules");
        assertThat(err.toString()).contains("the book breaks the law `mask`");
        Files.delete(folder.resolve("roles.yaml"));
        Files.writeString(folder.resolve("book.yaml"), "version: 1\n");
        assertThat(run("check", folder.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("roles.yaml:1: the file is missing");
    }

    @Test
    void what_cannot_be_found_is_said() {
        assertThat(run("test", folder.resolve("nowhere").toString())).isEqualTo(1);
        assertThat(run("decide", "--case", folder.resolve("nowhere.yaml").toString())).isEqualTo(1);
        assertThat(err.toString()).contains("it does not exist");
    }
}
