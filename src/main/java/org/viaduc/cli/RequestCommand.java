package org.viaduc.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Asks a neighbour for a person's file. Who the person is stands in a file: a command line is seen by others. */
@Command(name = "request", mixinStandardHelpOptions = true, description = "Asks the department of origin for the file of a person who has come here. Prints the id of the exchange under which the file comes, if it comes.", footer = {
        "",
        "The file of --person, as JSON: {\"birthName\": \"…\", \"givenNames\": \"…, …\", \"sex\": \"female\", \"birthDate\": \"1987-05-14\", \"birthPlace\": \"29019\"}"})
final class RequestCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Mixin
    private NodeOptions node;
    @Option(names = "--of", required = true, paramLabel = "DEPARTMENT", description = "the department that has the file, as D35")
    private String of;
    @Option(names = "--track", required = true, description = "the legal road, as ase-ip or rsa")
    private String track;
    @Option(names = "--role", required = true, description = "the role of the agent here who will hold the file, as GEST-RSA")
    private String role;
    @Option(names = "--person", required = true, paramLabel = "FILE", description = "whom it is about; - reads standard input")
    private Path person;
    @Option(names = "--arrived", paramLabel = "DATE", description = "the day since when the family lives here")
    private LocalDate arrived;
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var body = person();
        body.put("of", of).put("track", track).put("role", role);
        if (arrived != null) {
            body.put("arrived", arrived.toString());
        }
        spec.commandLine().getOut().println(node.required().post("/api/requests", body).path("id").asText());
        return 0;
    }

    private ObjectNode person() throws IOException {
        var text = person.toString().equals("-")
                ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
                : Files.readString(person, StandardCharsets.UTF_8);
        try {
            if (JSON.readTree(text) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("`" + person + "` is no JSON: line " + e.getLocation().getLineNr(), e);
        }
        throw new IllegalArgumentException("`" + person + "` holds no JSON object");
    }
}
