package org.viaduc.cli.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.viaduc.cli.demo.local.Calls;

import static org.assertj.core.api.Assertions.assertThat;

/** Both programs as others start them: as processes of their own, which may be killed at any moment. */
class RestartTest {
    private static final Pattern READY = Pattern.compile("READY (solidor|ardoise) port=([0-9]+) control=([0-9]+)");

    @TempDir
    Path folder;

    @Test
    void solidor_killed_and_started_again_still_has_its_households_its_events_and_its_host_key() throws Exception {
        var first = start("solidor");
        Calls.post(first.control(), "/drop", "");
        Calls.post(first.control(), "/event", "{\"person\": \"35000202\", \"code\": \"ACC\", \"value1\": \"PAR\"}");
        var hostKey = Files.readAllBytes(folder.resolve("host-key"));
        kill(first);

        var second = start("solidor");

        assertThat(Calls.post(second.control(), "/drop", "").get("households").asInt()).isEqualTo(1);
        assertThat(folder.resolve("host-key")).hasBinaryContent(hostKey);
        kill(second);
    }

    @Test
    void ardoise_killed_and_started_again_recognises_the_exchange_that_it_had_received() throws Exception {
        var deposit = "<DeposerDossier><idEchange>01936f00-0000-7000-8000-000000000001</idEchange><dossier><usager>"
                + "<nomNaissance>Kervadec</nomNaissance></usager></dossier></DeposerDossier>";
        var first = start("ardoise");
        assertThat(Calls.soap(first.port(), folder, deposit).body()).contains("<dejaRecu>false</dejaRecu>");
        kill(first);

        var second = start("ardoise");

        assertThat(Calls.soap(second.port(), folder, deposit).body()).contains("<dejaRecu>true</dejaRecu>");
        assertThat(Calls.soap(second.port(), folder, "<LireDossier><numeroDossier>A44-000802</numeroDossier>"
                + "</LireDossier>").body()).contains("<code>DEMENAGEMENT</code>");
        kill(second);
    }

    @Test
    void a_program_that_is_asked_to_end_has_said_one_line_on_standard_output_and_no_more() throws Exception {
        for (var what : List.of("solidor", "ardoise")) {
            var process = new ProcessBuilder(command(what, folder.resolve(what)))
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            assertThat(out.readLine()).matches(READY);
            process.toHandle().destroy();
            process.waitFor();
            assertThat(out.readLine()).isNull();
        }
    }

    private record Program(Process process, int port, int control) {}

    private Program start(String what) throws IOException {
        var process = new ProcessBuilder(command(what, folder)).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        var ready = READY.matcher(String.valueOf(out.readLine()));
        assertThat(ready.matches()).isTrue();
        return new Program(process, Integer.parseInt(ready.group(2)), Integer.parseInt(ready.group(3)));
    }

    private static void kill(Program program) throws InterruptedException {
        program.process().destroyForcibly();
        program.process().waitFor();
    }

    private static List<String> command(String what, Path folder) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ArrayList<>(List.of(java, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx128m", "-cp",
                System.getProperty("java.class.path"), LocalCommand.class.getName(), what, "--folder",
                folder.toString(), "--end-with-parent"));
    }
}
