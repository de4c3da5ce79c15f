package org.viaduc.policy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import org.viaduc.model.Digest;
import org.viaduc.model.FieldPath;
import org.viaduc.model.Kind;
import org.viaduc.model.Track;

/** All rules of one version, read from YAML and made ready: who may send what to whom, on which road, under which condition. */
public final class RuleBook {
    private static final String FOLDER = "/policy/";

    private static final class Bundled {
        private static final RuleBook BOOK = proven(new BookReader(packedFiles("")).read());
    }

    private static final class Superseded {
        private static final List<RuleBook> BOOKS = read();

        private static List<RuleBook> read() {
            return packed(FOLDER + "superseded.txt").lines().filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(version -> new BookReader(packedFiles("superseded/" + version.strip() + "/")).read()).toList();
        }
    }

    final Imprint imprint;
    final Map<Track, Road> roads;
    final Commons commons;
    final RoleTable roles;
    final CategoryTable categories;

    private final Map<Long, List<String>> ruleIds = new java.util.concurrent.ConcurrentHashMap<>();

    RuleBook(Imprint imprint, Map<Track, Road> roads, Commons commons, RoleTable roles, CategoryTable categories) {
        this.imprint = imprint;
        this.roads = new EnumMap<>(roads);
        this.commons = commons;
        this.roles = roles;
        this.categories = categories;
    }

    /** The book packed with the program. */
    public static RuleBook bundled() {
        return Bundled.BOOK;
    }

    /**
     * The book of a folder: {@code book.yaml}, {@code roles.yaml}, {@code categories.yaml} and a file for each track. Its laws
     * are proven, which takes seconds, unless the program was built with the proof of this very book.
     *
     * @throws RuleBookFaults naming all its faults at once, with file and line, or the law that it breaks and how
     */
    public static RuleBook load(Path folder) {
        return proven(read(folder));
    }

    private static RuleBook proven(RuleBook book) {
        if (!ProvenBooks.has(book.digest())) {
            Proof.of(book).breach().ifPresent(breach -> {
                throw new RuleBookFaults(List.of(breach.message()));
            });
        }
        return book;
    }

    /** The book of a folder as it stands: whether it keeps the laws is for {@link Proof} to say. */
    public static RuleBook read(Path folder) {
        var files = new TreeMap<String, String>();
        try (var found = Files.list(folder)) {
            for (var file : found.filter(each -> each.toString().endsWith(".yaml")).toList()) {
                files.put(file.getFileName().toString(), Files.readString(file));
            }
        } catch (NoSuchFileException e) {
            throw new RuleBookFaults(List.of("there is no folder `" + folder + "`"));
        } catch (IOException e) {
            throw new RuleBookFaults(List.of("the folder `" + folder + "` cannot be read: " + e.getClass()
                    .getSimpleName()));
        }
        return new BookReader(files).read();
    }

    /**
     * The book whose files have these names and texts, as it stands.
     *
     * @throws RuleBookFaults naming all its faults at once, with file and line
     */
    public static RuleBook of(Map<String, String> files) {
        return new BookReader(new TreeMap<>(files)).read();
    }

    private static SortedMap<String, String> packedFiles(String folder) {
        var names = new ArrayList<>(List.of("book", "roles", "categories", "citations"));
        for (var track : Track.values()) {
            names.add(track.word());
        }
        var files = new TreeMap<String, String>();
        for (var name : names) {
            var text = packed(FOLDER + folder + name + ".yaml");
            if (!text.isEmpty()) {
                files.put(name + ".yaml", text);
            }
        }
        return files;
    }

    /** The text of a packed file, empty when there is none. */
    private static String packed(String name) {
        try (InputStream in = RuleBook.class.getResourceAsStream(name)) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the packed rule book cannot be read", e);
        }
    }

    /**
     * The book that a decision names: the packed one, or one of those that it superseded, which decide nothing any more
     * and still explain what they decided.
     */
    public static Optional<RuleBook> named(Digest digest) {
        return bundled().digest().equals(digest)
                ? Optional.of(bundled())
                : Superseded.BOOKS.stream().filter(book -> book.digest().equals(digest)).findFirst();
    }

    /** The reason of a code as {@code R-ASE-IP/condition/informed}, with this book's law and sentence. */
    public Optional<Reason> reason(String code) {
        var reasons = new ArrayList<>(commons.reasons());
        roads.values().forEach(road -> reasons.addAll(road.reasons()));
        return reasons.stream().filter(reason -> reason.code().equals(code)).findFirst();
    }

    /** An article as cited, with the date from which it holds and how it was read. */
    public String dated(String cited, org.viaduc.model.Language language) {
        return imprint.citations().dated(cited, language);
    }

    public String version() {
        return imprint.version();
    }

    /** Changes with any character of any file of the book. */
    public Digest digest() {
        return imprint.digest();
    }

    /** The tracks that this book has no file for; they answer withhold, neutral. */
    public Set<Track> tracksWithoutRules() {
        var without = EnumSet.allOf(Track.class);
        without.removeAll(roads.keySet());
        return without;
    }

    /** The ids of all rules, with their titles, sorted. */
    public SortedMap<String, String> rules() {
        return imprint.titles();
    }

    /** The office of a role as table B names it, in French; the role's code where the table has no row for it. */
    public String title(Role role) {
        return roles.rows().stream().filter(row -> row.role() == role).map(RoleTable.Row::title).findFirst()
                .orElse(role.word());
    }

    /** The element paths that a mask keeps of a kind; whatever else the piece holds goes. */
    public List<FieldPath> maskKeeps(Kind kind) {
        return categories.keeps(kind);
    }

    /** The same rules, in the other order: passages, conditions, triggers and rows. */
    RuleBook reversed() {
        var turned = new EnumMap<Track, Road>(Track.class);
        roads.forEach((track, road) -> turned.put(track, road.reversed()));
        turned.values().forEach(road -> {
            road.inner = road.inner.stream().map(inner -> turned.get(inner.track)).toList();
            road.risk = road.risk == null ? null : turned.get(road.risk.track);
        });
        return new RuleBook(imprint, turned, commons, roles.reversed(), categories);
    }

    Road road(Track track) {
        return roads.get(track);
    }

    long closedTo(Role role) {
        return roles.closedTo(role);
    }

    /** The ids of the rules that spoke, sorted; the list is made once for each combination. */
    List<String> ruleIds(long tracks, boolean isProtected, boolean hasNotes, boolean hasOrigins) {
        var key = tracks << 3 | (isProtected ? 4 : 0) | (hasNotes ? 2 : 0) | (hasOrigins ? 1 : 0);
        var ids = ruleIds.get(key);
        return ids != null ? ids : ruleIds.computeIfAbsent(key, this::idsOf);
    }

    private List<String> idsOf(long key) {
        var ids = new ArrayList<String>();
        for (var road : roads.values()) {
            if ((key >>> 3 & 1L << road.track.ordinal()) != 0) {
                ids.add(road.rule);
            }
        }
        if ((key & 4) != 0) {
            ids.add(commons.protectedAddress().getFirst().rule());
        }
        if ((key & 2) != 0 && commons.never(Kind.NOTE) != null) {
            ids.add(commons.never(Kind.NOTE).getFirst().rule());
        }
        if ((key & 1) != 0 && commons.never(Kind.ORIGINS) != null) {
            ids.add(commons.never(Kind.ORIGINS).getFirst().rule());
        }
        ids.sort(null);
        return List.copyOf(ids);
    }

    @Override
    public String toString() {
        return "RuleBook[" + imprint.version() + "]";
    }
}
