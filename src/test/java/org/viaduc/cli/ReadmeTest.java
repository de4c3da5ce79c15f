package org.viaduc.cli;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import picocli.CommandLine;

import org.viaduc.connectors.RouteBook;
import org.viaduc.exchange.desk.State;
import org.viaduc.exchange.node.NodeSettings;
import org.viaduc.mapping.LossLedger.Outcome;
import org.viaduc.mapping.MappingBook;
import org.viaduc.mapping.Translator;
import org.viaduc.mapping.local.LocalFormat;
import org.viaduc.model.Department;
import org.viaduc.model.Mark;
import org.viaduc.model.Section;
import org.viaduc.model.Track;
import org.viaduc.policy.FactCodec;
import org.viaduc.policy.FactId;
import org.viaduc.policy.FactKind;
import org.viaduc.trust.KeyRing;
import org.viaduc.trust.PeerDirectory;
import org.viaduc.trust.PeerFile;
import org.viaduc.web.WebBeans;

import static org.assertj.core.api.Assertions.assertThat;

/** What README and the pages beside it show is there: commands, files, keys, paths of the interface, words. */
class ReadmeTest {
    private static final Path PAGES = Path.of("src/docs");
    private static final Pattern SHOWN_FILE = Pattern.compile("(?m)^`d56/([^`]+)`\n```(?:yaml|csv)\n(.*?)^```$",
            Pattern.DOTALL);
    private static final Pattern COMMAND = Pattern.compile("target/viaduc ([a-z][^`\n]*)");
    private static final Pattern THROUGH_MAVEN = Pattern.compile("spring-boot\\.run\\.arguments=\"([^\"]+)\"");
    private static final Pattern LINK = Pattern.compile("\\[[^]]+]\\(([^)#]+)[^)]*\\)");
    private static final Pattern PATH = Pattern.compile("`((?:src|routes|mappings|docker)(?:/[A-Za-z0-9._-]+)*)/?`");
    private static final Pattern CALL = Pattern.compile("\\$NODE(/api[^ \n]*)(?:.* -d (\'.*})\')?");
    private static String readme;

    @TempDir
    static Path shown;

    @BeforeAll
    static void write() throws IOException {
        readme = Files.readString(Path.of("README.md"));
        for (var file : all(SHOWN_FILE, readme)) {
            var path = shown.resolve(file.group(1));
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.group(2));
        }
        Files.writeString(shown.resolve("database-password"), "not a secret");
        Files.writeString(shown.resolve("console-secret"), "not a secret");
    }

    @TestFactory
    Stream<DynamicTest> a_command_that_is_shown_can_be_given() {
        return Stream.concat(all(COMMAND, readme).stream(), all(THROUGH_MAVEN, readme).stream())
                .map(found -> found.group(1).replaceFirst(" > .*", "").strip()).map(words -> DynamicTest.dynamicTest(
                        words, () -> new CommandLine(Viaduc.class).parseArgs(words.split(" +"))));
    }

    @Test
    void every_command_is_shown() {
        var visible = new CommandLine(Viaduc.class).getSubcommands().entrySet().stream()
                .filter(each -> !each.getValue().getCommandSpec().usageMessage().hidden()).map(Map.Entry::getKey);

        assertThat(visible).allSatisfy(name -> assertThat(readme).contains("target/viaduc " + name));
    }

    @TestFactory
    Stream<DynamicTest> a_file_that_is_named_or_linked_is_there() throws IOException {
        try (var pages = Files.walk(PAGES)) {
            return Stream.concat(Stream.of(Path.of("README.md")),
                    pages.filter(page -> page.toString().endsWith(".md")).sorted().toList().stream())
                    .map(page -> DynamicTest.dynamicTest(page.toString(), () -> {
                        var text = Files.readString(page);
                        var folder = page.toAbsolutePath().getParent();
                        assertThat(all(LINK, text).stream().map(link -> link.group(1))
                                .filter(link -> !link.startsWith("http")).map(folder::resolve))
                                .allSatisfy(path -> assertThat(path).exists());
                        assertThat(all(PATH, text).stream().map(path -> Path.of(path.group(1))))
                                .allSatisfy(path -> assertThat(path).exists());
                    }));
        }
    }

    @Test
    void the_department_that_is_shown_is_a_node_without_faults() throws IOException {
        var settings = node();
        var ring = KeyRing.open(settings.data().resolve("keys"), settings.department(), Clock.systemUTC());
        var peers = Files.createDirectories(shown.resolve("neighbour/peers"));
        Files.writeString(peers.resolve("D56.yaml"),
                PeerFile.write(ring.ownPeer(URI.create("https://viaduc.d56.example:9056"), Map.of())));

        assertThat(RouteBook.load(shown.resolve("routes")).faults(settings)).isEmpty();
        assertThat(MappingBook.bundledWith(shown.resolve("mappings")).systems())
                .containsAll(settings.connectors().values().stream().map(NodeSettings.Connector::system).toList());
        assertThat(PeerDirectory.load(peers).peer(new Department("D56"))).isPresent();
    }

    @Test
    void the_file_that_is_shown_is_translated_without_a_loss() throws IOException {
        var book = MappingBook.bundledWith(shown.resolve("mappings"));
        var file = shown.resolve("mappings/ajonc/examples/a-woman-who-moves.local.csv");
        try (var in = Files.newInputStream(file)) {
            var batch = LocalFormat.of(book.system("ajonc")).read(in, "the file");
            assertThat(batch.faults()).isEmpty();

            var translation = new Translator(book).translate(batch.records().getFirst());

            assertThat(translation.record().pieces()).extracting(piece -> piece.kind().code())
                    .containsExactly("S01.identity");
            assertThat(translation.facts()).extracting(fact -> fact.kind()).containsExactly(FactKind.FAMILY_MOVED);
            assertThat(translation.ledger().count(Outcome.MAPPED)).isEqualTo(translation.ledger().total());
        }
    }

    @TestFactory
    Stream<DynamicTest> a_call_that_is_shown_has_somewhere_to_go() {
        var served = served();
        return all(CALL, readme).stream().map(call -> DynamicTest.dynamicTest(call.group(1), () -> {
            assertThat(served).contains(call.group(1).replace("$ID", "{id}"));
            if (call.group(2) != null) {
                var body = new ObjectMapper().readTree(call.group(2).replace("'", "").replace("$ID", "id"));
                if (body.has("fact")) {
                    FactCodec.fact(new FactId("shown"), FactKind.of(body.path("fact").asText()),
                            LocalDate.parse(body.path("on").asText()),
                            new ObjectMapper().convertValue(body.path("fields"),
                                    new TypeReference<Map<String, String>>() {
                                    }),
                            "README", Instant.EPOCH, "README", Optional.empty());
                }
            }
        }));
    }

    @Test
    void the_glossary_has_every_track_section_mark_state_and_fact() throws IOException {
        var glossary = Files.readString(PAGES.resolve("glossary.md"));
        var words = Stream
                .of(Arrays.stream(Track.values()).map(Track::word), Arrays.stream(Mark.values()).map(Mark::word),
                        Arrays.stream(State.values()).map(State::word),
                        Arrays.stream(FactKind.values()).map(FactKind::word))
                .flatMap(each -> each);

        assertThat(words).allSatisfy(word -> assertThat(glossary).contains("`" + word + "`"));
        assertThat(Section.values()).allSatisfy(section -> assertThat(glossary).contains("| " + section + " |"));
    }

    @Test
    void every_point_that_a_rule_leaves_to_counsel_is_on_the_list() throws IOException {
        var list = Files.readString(PAGES.resolve("to-confirm.md"));
        var counsel = Pattern.compile("(?m)^counsel: \\[(.+)]$");
        try (var rules = Files.list(Path.of("src/main/resources/policy"))) {
            for (var rule : rules.filter(Files::isRegularFile).toList()) {
                all(counsel, Files.readString(rule, StandardCharsets.UTF_8))
                        .forEach(point -> assertThat(list).contains(point.group(1)));
            }
        }
    }

    private static NodeSettings node() {
        var faults = new ArrayList<String>();
        var settings = NodeFile.read(shown, faults);
        var register = HabilitationFile.read(shown, faults);
        assertThat(faults).isEmpty();
        assertThat(register.named("GEST-RSA", "RSA")).isPresent();
        return settings.orElseThrow().settings();
    }

    /** The paths of the interface, as its own classes declare them. */
    private static List<String> served() {
        var paths = new ArrayList<String>();
        for (var api : WebBeans.class.getAnnotation(Import.class).value()) {
            var root = api.getAnnotation(RequestMapping.class);
            for (var method : root == null ? new Method[0] : api.getDeclaredMethods()) {
                var get = method.getAnnotation(GetMapping.class);
                var post = method.getAnnotation(PostMapping.class);
                if (get != null || post != null) {
                    var below = get != null ? get.value() : post.value();
                    paths.add(root.value()[0] + (below.length == 0 ? "" : below[0]));
                }
            }
        }
        return paths;
    }

    private static List<MatchResult> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().toList();
    }
}
