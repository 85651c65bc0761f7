using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ModelOptimizer.Tests.Hostile;

/// <summary>Damage to text that leaves most of its syntax whole.</summary>
internal static class TextMutations
{
    private static readonly string[] Numbers = ["NaN", "Infinity", "-Infinity", "1e999", "-0", "1e-400", "0x10", "1,5", "99999999999999999999999", "79228162514264337593543950335", "00", "1e9", "0.0000001"];

    /// <summary>One to four mutations.</summary>
    /// <param name="random">Chooses them.</param>
    /// <param name="text">The input.</param>
    /// <param name="other">Another valid input to splice with.</param>
    /// <param name="words">Texts that mean something to the reader.</param>
    /// <param name="opening">What opens a nested part, such as <c>[</c>; empty where there is none.</param>
    public static byte[] Mutate(Random random, string text, string other, string[] words, string opening)
    {
        for (var times = random.Next(1, 5); times > 0; times--)
        {
            text = Once(random, text, other, words, opening);
        }

        var bytes = Encoding.UTF8.GetBytes(text);
        return random.Next(5) == 0 ? ByteMutations.Mutate(random, bytes, Encoding.UTF8.GetBytes(other)) : bytes;
    }

    private static string Once(Random random, string text, string other, string[] words, string opening)
    {
        var at = random.Next(text.Length + 1);
        switch (random.Next(14))
        {
            case 0:
                return text[..at];
            case 1:
                return text[..at] + other[random.Next(other.Length + 1)..];
            case 2:
                return Lines(random, text, other);
            case 3 when random.Next(4) == 0:
                return text.Insert(at, string.Concat(Enumerable.Repeat(opening, random.Next(1, 20_000))));
            case 4 when random.Next(8) == 0:
                return text.Insert(at, new string('a', 50_000));
            case 5:
                return text.Insert(at, words[random.Next(words.Length)]);
            case 6:
                return at < text.Length ? text.Remove(at, random.Next(1, Math.Min(30, text.Length - at) + 1)) : text;
            case 7:
                return text.Insert(at, text.AsSpan(at, Math.Min(random.Next(60), text.Length - at)).ToString());
            case 8:
                return Replaced(random, text, @"-?\d+(\.\d+)?", _ => random.Next(2) == 0 ? Numbers[random.Next(Numbers.Length)]
                    : ByteMutations.Numbers[random.Next(ByteMutations.Numbers.Length)].ToString(CultureInfo.InvariantCulture));
            case 9:
                return Replaced(random, text, @"-?\d+(\.\d+)?", _ => random.Next(-3, 40).ToString(CultureInfo.InvariantCulture));
            case 10 or 11:
                return Replaced(random, text, @"[A-Za-z_]+", _ => words[random.Next(words.Length)]);
            case 12:
                return Replaced(random, text, @"[^\w\s]", _ => "[]{}<>=,:;\"'/\\.#!&%\0\u0001\uFFFD"[random.Next(22)].ToString());
            default:
                return Lines(random, text, other);
        }
    }

    /// <summary>Replaces one of the matches.</summary>
    private static string Replaced(Random random, string text, string pattern, Func<Match, string> replacement)
    {
        var matches = Regex.Matches(text, pattern);
        if (matches.Count == 0)
        {
            return text;
        }

        var match = matches[random.Next(matches.Count)];
        return string.Concat(text.AsSpan(0, match.Index), replacement(match), text.AsSpan(match.Index + match.Length));
    }

    private static string Lines(Random random, string text, string other)
    {
        List<string> lines = [.. text.Split('\n')];
        var (at, to) = (random.Next(lines.Count), random.Next(lines.Count));
        switch (random.Next(4))
        {
            case 0:
                lines.RemoveAt(at);
                break;
            case 1:
                lines.Insert(to, lines[at]);
                break;
            case 2:
                (lines[at], lines[to]) = (lines[to], lines[at]);
                break;
            default:
                var donor = other.Split('\n');
                lines.Insert(at, donor[random.Next(donor.Length)]);
                break;
        }

        return string.Join('\n', lines);
    }
}
