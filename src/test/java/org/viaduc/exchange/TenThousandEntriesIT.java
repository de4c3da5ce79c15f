package org.viaduc.exchange;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.text.Normalizer;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.viaduc.exchange.desk.State;
import org.viaduc.mapping.MappingBook;
import org.viaduc.mapping.local.LocalFormat;
import org.viaduc.model.ExchangeId;
import org.viaduc.policy.FactKind;

import static org.assertj.core.api.Assertions.assertThat;

/** Everything that was fed in is looked for in everything that the journals say, in every way in which it could be written. */
class TenThousandEntriesIT {
    private static final Charset LATIN = Charset.forName("windows-1252");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");
    private static final LocalFormat SOLIDOR = LocalFormat.of(MappingBook.bundled().system("solidor"));
    private static final int PEOPLE = 580;
    private static final int PREFIX = 5;
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");
    private static final List<String> NAMES = List.of("Lefèvre", "d'Étang", "Kervella", "Nguyễn", "Benoît-Müller",
            "O'Brien", "Çelik", "Le Goffic", "Gwenaël", "Saint-Aubin");
    private static final String HEADERS = """
            #F;num_foyer;adr_ligne1;adr_ligne2;code_postal;commune;insee_commune;adr_secret;tel;type_logt;dif_logt;date_maj
            #P;num_foyer;num_pers;role;nom_nais;nom_usage;prenoms;sexe;dt_nais;insee_nais;nir;aut_parent;sit_fam;nation
            #R;num_pers;type_droit;etat;dt_ouv;dt_fin;montant;periode;indu
            #V;num_pers;nature;montant_mensuel;trimestre
            #C;num_pers;num_contrat;dt_sign;dt_fin;referent;objectifs;actions;frein_sante
            #I;num_pers;num_ip;dt_recep;qualif;informant;lien_informant;texte;etat_eval
            #A;num_pers;num_mesure;nature;type;dt_deb;dt_fin;service;juge;objet
            #O;num_pers;type_doc;dt_doc;redacteur;contenu;pdf
            #N;num_pers;dt_note;auteur;texte
            #E;num_foyer;num_pers;code_evt;dt_evt;valeur1;valeur2;auteur
            """;

    private final SettableClock clock = new SettableClock();
    private final Random random = new Random(20261122);
    private final Set<String> fed = new HashSet<>();
    private final Set<LocalDate> born = new HashSet<>();
    private Side rennes;
    private Side nantes;

    @Test
    void no_value_that_was_fed_in_is_in_the_journal_in_any_writing(@TempDir Path folder)
            throws SQLException, IOException {
        rennes = new Side("D35", folder, clock);
        nantes = new Side("D44", folder, clock);
        rennes.meets(nantes, true);
        nantes.meets(rennes, true);

        for (var number = 0; number < PEOPLE; number++) {
            happens(number);
        }

        var journals = said(rennes) + said(nantes);
        assertThat(journals.lines().filter(line -> line.contains("\"step\"")).count()).isGreaterThan(10_000);
        assertThat(fed).hasSizeGreaterThan(5 * PEOPLE);
        assertThat(found(journals.toLowerCase(Locale.ROOT))).as("what was fed in and stands in a journal").isEmpty();
    }

    /** The scan itself finds what it should, whatever way it is written. */
    @Test
    void a_value_that_slipped_in_would_be_found_in_each_writing() {
        fed.add("Lefèvre qbzk");
        born.add(LocalDate.of(1985, 3, 12));

        for (var text : List.of("… lefevre QBZK …", "TGVmw6h2cmUgcWJ6aw==", "4c6566e876726520", "Lef%C3%A8vre+qbzk",
                "Lef\\u00e8vre qbzk", "x12031985", "1985-03-12")) {
            assertThat(found(text.toLowerCase(Locale.ROOT))).as(text).isNotEmpty();
        }
    }

    private void happens(int number) throws IOException {
        var isAdult = number % 3 != 0;
        var opened = rennes.collecting.accept(SOLIDOR.read(
                new ByteArrayInputStream(drop(number, isAdult).getBytes(LATIN)), "a drop").records().getFirst(),
                "depot");
        for (var id : opened) {
            goesOn(id, number);
        }
    }

    private void goesOn(ExchangeId id, int number) {
        if (rennes.state(id) == State.AWAITING && number % 2 == 0) {
            rennes.state(id, FactKind.WRITTEN_AGREEMENT, Map.of("by", "parents"));
        }
        if (rennes.state(id) == State.QUEUED) {
            rennes.sending.send(id);
        }
    }

    private String drop(int number, boolean isAdult) {
        var today = LocalDate.now(clock.withZone(ZoneId.of("Europe/Paris")));
        var birth = isAdult ? LocalDate.of(1950, 1, 3).plusDays(number * 29L) : today.minusYears(9).minusDays(number);
        born.add(birth);
        var home = 350_000 + number;
        var person = 7_000_000 + number;
        var family = value(NAMES.get(random.nextInt(NAMES.size())) + " " + letters(5));
        var given = value("Maëlys-" + letters(6));
        var lines = new StringBuilder(HEADERS);
        line(lines, "F", home, value((1 + random.nextInt(99)) + " allée des Ajoncs d'" + letters(6)), "", "44000",
                "Nantes",
                "44109", "N", value("06" + digits(8)), "LOC", "IMP", today.minusDays(3).format(DAY));
        line(lines, "P", home, person, "DEM", family, "", given, "F", birth.format(DAY), "35238", "", "O", "CEL", "F");
        if (isAdult) {
            line(lines, "R", person, "RSA", "2", today.minusDays(300).format(DAY), "", "646,52",
                    today.format(DateTimeFormatter.ofPattern("MM/yyyy")), "");
            line(lines, "C", person, "CE-" + number, today.minusDays(100).format(DAY), "",
                    value("Mme " + letters(7)), value("retrouver un logement près de " + letters(6)),
                    value("atelier « " + letters(7) + " »"), value("suivi à l'hôpital " + letters(6)));
        } else {
            line(lines, "A", person, "M-" + number, "ADM", "AED", today.minusDays(260).format(DAY), "",
                    value("service " + letters(7)), "", value("soutien à la mère, Mme " + letters(6)));
            line(lines, "O", person, "RAP_EVAL", today.minusDays(200).format(DAY), value("Mme " + letters(7)),
                    value("L'enfant dit que " + letters(6) + " crie."), "");
            line(lines, "N", person, today.minusDays(9).format(DAY), value("M. " + letters(7)),
                    value("impression : " + letters(8)));
            line(lines, "E", home, person, "PAB", today.minusDays(260).format(DAY), "AUT", "", "CRIP");
            line(lines, "E", home, person, "INP", today.minusDays(9).format(DAY), "", "", "CRIP");
        }
        line(lines, "E", home, person, "DEM", today.minusDays(12).format(DAY), "44", "CONNUE", "CRIP");
        return lines.toString().replace("\n", "\r\n");
    }

    private static void line(StringBuilder lines, Object... fields) {
        for (var at = 0; at < fields.length; at++) {
            lines.append(at == 0 ? "" : ";").append(fields[at]);
        }
        lines.append('\n');
    }

    private String value(String text) {
        var written = new String(text.getBytes(LATIN), LATIN);
        fed.add(written);
        return written;
    }

    private String letters(int count) {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++) {
            text.append((char) ('g' + random.nextInt(20)));
        }
        return text.toString();
    }

    private String digits(int count) {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++) {
            text.append(random.nextInt(10));
        }
        return text.toString();
    }

    private static String said(Side side) throws SQLException, IOException {
        try (var connection = side.source.getConnection()) {
            var out = new ByteArrayOutputStream();
            side.desk.journal().export(connection, out, side.ring.publicKeys());
            return out.toString(StandardCharsets.UTF_8);
        }
    }

    private List<String> found(String text) {
        var needles = new HashMap<String, List<String>>();
        fed.stream().flatMap(value -> writings(value).stream()).forEach(each -> add(needles, each));
        born.stream().flatMap(day -> writings(day).stream()).forEach(each -> add(needles, each));
        var found = new ArrayList<String>();
        for (var at = 0; at + PREFIX <= text.length(); at++) {
            for (var needle : needles.getOrDefault(text.substring(at, at + PREFIX), List.of())) {
                if (text.startsWith(needle, at) && !isWithinDigest(text, at, needle)) {
                    found.add(needle);
                }
            }
        }
        return found;
    }

    private static void add(Map<String, List<String>> needles, String writing) {
        var needle = writing.toLowerCase(Locale.ROOT);
        if (needle.length() > PREFIX) {
            needles.computeIfAbsent(needle.substring(0, PREFIX), prefix -> new ArrayList<>()).add(needle);
        }
    }

    /** Digits that stand in the middle of a digest or an id are no number. */
    private static boolean isWithinDigest(String text, int at, String needle) {
        return NUMBER.matcher(needle).matches() && (at > 0 && isHex(text.charAt(at - 1))
                || at + needle.length() < text.length() && isHex(text.charAt(at + needle.length())));
    }

    private static boolean isHex(char each) {
        return Character.digit(each, 16) >= 0 || each == '-';
    }

    private static Set<String> writings(LocalDate day) {
        var all = new HashSet<String>();
        for (var form : List.of("yyyy-MM-dd", "dd/MM/yyyy", "yyyyMMdd", "ddMMyyyy", "dd.MM.yyyy", "dd-MM-yyyy",
                "yyMMdd")) {
            all.addAll(writings(day.format(DateTimeFormatter.ofPattern(form))));
        }
        return all;
    }

    /** The value and its words as they stand, without accents, escaped, encoded, digested without a key. */
    private static Set<String> writings(String value) {
        var all = new HashSet<String>();
        var plain = Normalizer.normalize(value, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
        for (var text : List.of(value, plain, value.toLowerCase(Locale.ROOT), value.toUpperCase(Locale.ROOT),
                plain.toUpperCase(Locale.ROOT))) {
            all.add(text);
            all.add(escaped(text));
            for (var charset : List.of(StandardCharsets.UTF_8, LATIN, StandardCharsets.UTF_16BE)) {
                var bytes = text.getBytes(charset);
                all.add(URLEncoder.encode(text, charset));
                all.add(HexFormat.of().formatHex(bytes).substring(0, Math.min(16, 2 * bytes.length)));
                all.add(new String(bytes, StandardCharsets.ISO_8859_1));
                for (var shift = 0; shift < 3 && bytes.length - shift > 6; shift++) {
                    var some = Arrays.copyOfRange(bytes, shift, shift + (bytes.length - shift) / 3 * 3);
                    all.add(Base64.getEncoder().encodeToString(some));
                    all.add(Base64.getUrlEncoder().encodeToString(some));
                }
                for (var digest : List.of("SHA-256", "SHA-1", "MD5")) {
                    all.add(digested(digest, bytes));
                }
            }
        }
        return all;
    }

    private static String escaped(String text) {
        var escaped = new StringBuilder();
        text.chars().forEach(each -> escaped.append(each < 128
                ? String.valueOf((char) each)
                : "\\u%04x".formatted(each)));
        return escaped.toString();
    }

    private static String digested(String algorithm, byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
