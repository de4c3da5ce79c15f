package org.viaduc.mapping.format;

/** Numbers that states give to persons, checked by their keys. A wrong key is unreadable, and so is kept as text. */
enum NationalNumber implements Format {
    /**
     * French NIR: 13 characters, or 15 with the key, which is 97 less the remainder of the number by 97; for Corsica 2A counts
     * as 19 and 2B as 18 (décret 82-103, INSEE). Without its key there is nothing to check.
     */
    NIR {
        @Override
        boolean isValid(String text) {
            if (text.length() != 13 && text.length() != 15) {
                return false;
            }
            for (var i = 0; i < text.length(); i++) {
                var c = text.charAt(i);
                if (!isDigit(c) && !(i == 6 && (c == 'A' || c == 'B') && text.charAt(5) == '2')) {
                    return false;
                }
            }
            if (text.length() == 13) {
                return true;
            }
            var letter = text.charAt(6);
            var number = letter == 'A'
                    ? text.substring(0, 5) + "19" + text.substring(7, 13)
                    : letter == 'B' ? text.substring(0, 5) + "18" + text.substring(7, 13) : text.substring(0, 13);
            return Integer.parseInt(text.substring(13)) == 97 - (int) (Long.parseLong(number) % 97);
        }
    },
    /**
     * Belgian NISS: 11 digits, of which the last two are 97 less the remainder of the first nine by 97; for those born from
     * 2000 on a 2 stands in front of the nine (arrêté royal du 3 avril 1984, art. 2).
     */
    NISS {
        @Override
        boolean isValid(String text) {
            if (text.length() != 11 || !text.chars().allMatch(c -> isDigit((char) c))) {
                return false;
            }
            var number = Long.parseLong(text.substring(0, 9));
            var key = Integer.parseInt(text.substring(9));
            return key == 97 - number % 97 || key == 97 - (2_000_000_000L + number) % 97;
        }
    };

    abstract boolean isValid(String text);

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    @Override
    public String toCommon(String local) {
        var text = new StringBuilder(local.length());
        for (var i = 0; i < local.length(); i++) {
            var c = local.charAt(i);
            if (c != ' ' && c != '\u00A0' && (this == NIR || c != '.' && c != '-')) {
                text.append(c);
            }
        }
        var number = text.toString();
        return isValid(number) ? number : "";
    }

    @Override
    public String toLocal(String common) {
        return toCommon(common);
    }
}
