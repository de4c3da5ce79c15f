package org.viaduc.federation;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import org.viaduc.federation.CaseSystems.ByCompartment;
import org.viaduc.federation.CaseSystems.ByDatabase;
import org.viaduc.federation.CaseSystems.ByFhir;
import org.viaduc.federation.CaseSystems.ByFile;
import org.viaduc.federation.CaseSystems.ByPost;
import org.viaduc.federation.CaseSystems.ByRest;
import org.viaduc.federation.CaseSystems.BySoap;
import org.viaduc.mapping.matrix.Asking;

import static org.viaduc.mapping.matrix.Asking.DISABILITY;
import static org.viaduc.mapping.matrix.Asking.INCOME;

/** The packed connectors, each with its case system, the family's file there, and the question that fits it. */
enum Connected {
    SOLIDOR("d35-solidor", "solidor", "solidor-famille.csv", INCOME),
    ARDOISE("d44-ardoise", "ardoise", "ardoise-mere.xml", INCOME),
    GABARE("d47-gabare", "gabare", "gabare", DISABILITY),
    CORDEE("d38-cordee", "cordee", "cordee-famille.json", INCOME),
    ESTEY("d33-estey", "estey", "estey-mere.json", INCOME),
    CNAF_VIRS("d22-cnaf-virs", "cnaf-virs", "cnaf-virs-famille.xml", INCOME, "family-moved"),
    CNAF_VRSB("d22-cnaf-vrsb", "cnaf-vrsb", "cnaf-vrsb-famille.xml", INCOME),
    CNAF_VRSF("d22-cnaf-vrsf", "cnaf-vrsf", "cnaf-vrsf-famille.xml", INCOME, "family-moved"),
    SAMBRE("be-namur-sambre", "sambre", "sambre-famille.txt", INCOME, "family-moved"),
    TDDUI("d29-tddui", "tddui", "tddui-mere.json", DISABILITY, "person-request", "family-moved"),
    FOYER("d29-foyer", "tddui", "tddui-mere.json", DISABILITY, "person-request", "family-moved");

    final String connector;
    final String system;
    final Asking asking;
    /** What the system itself has no word for, and a case worker states; the last of them lets the file go. */
    final List<String> stated;
    private final String file;

    Connected(String connector, String system, String file, Asking asking, String... stated) {
        this.connector = connector;
        this.system = system;
        this.file = file;
        this.asking = asking;
        this.stated = List.of(stated);
    }

    /** Whether a route delivers to it: CNAF's claims (VIRS) and bookings (VRSF) are flows that only tell. */
    boolean isTold() {
        return this != CNAF_VIRS && this != CNAF_VRSF;
    }

    /** Whether its users have to hand the file over once more when the node asks for it: nobody can fetch it there. */
    boolean isDropped() {
        return List.of(CNAF_VIRS, CNAF_VRSF, SAMBRE, FOYER).contains(this);
    }

    /**
     * Whether this pair is tried: with {@code -Dviaduc.matrix=all} each; otherwise every system with itself, half of the
     * others, and of the flows that only tell and of documents each two times or three.
     */
    boolean goesTo(Connected other) {
        var sum = ordinal() + other.ordinal();
        return other.isTold() && ("all".equals(System.getProperty("viaduc.matrix"))
                || (isUsual() && other.isUsual() ? sum % 2 == 0 : sum % 3 == 0));
    }

    private boolean isUsual() {
        return !List.of(CNAF_VIRS, CNAF_VRSF, FOYER).contains(this);
    }

    String file(int family) {
        return new SameFamily(family).of(file, charset());
    }

    Charset charset() {
        return switch (this) {
            case SOLIDOR -> Charset.forName("windows-1252");
            case SAMBRE -> StandardCharsets.ISO_8859_1;
            case CNAF_VIRS, CNAF_VRSB, CNAF_VRSF -> Charset.forName("ISO-8859-15");
            default -> StandardCharsets.UTF_8;
        };
    }

    CaseSystem open(Path folder, ByPost.Posting posting) throws Exception {
        return switch (this) {
            case SOLIDOR -> new ByFile(folder, "out", "in", "DOSSIERS_%04d.csv", charset());
            case SAMBRE -> new ByFile(folder, "out", "in", "SAMBRE_%04d.txt", charset());
            case CNAF_VIRS, CNAF_VRSB, CNAF_VRSF -> new ByFile(folder, "in", "neighbours",
                    system.substring(5).toUpperCase(Locale.ROOT) + "_%04d.xml", charset());
            case ARDOISE -> new BySoap();
            case GABARE -> new ByCompartment();
            case CORDEE -> new ByDatabase();
            case ESTEY -> new ByRest();
            case TDDUI -> new ByFhir(folder);
            case FOYER -> new ByPost(folder, posting);
        };
    }

    @Override
    public String toString() {
        return this == FOYER ? "tddui (document)" : system;
    }
}
