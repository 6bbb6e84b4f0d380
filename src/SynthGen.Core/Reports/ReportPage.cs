using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using SynthGen.Pictures;
using SynthGen.Pictures.Charts;
using SynthGen.Text;

namespace SynthGen.Reports;

/// <summary>Puts a report together.</summary>
internal static class ReportPage
{
    private static readonly string Style = $"\n{TextResource.Whole("report.css").Trim()}\n{SvgPicture.Style}\n";

    // The page may use its own style sheet and nothing else: no script, no address, no form.
    private static readonly string Policy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; base-uri 'none'; form-action 'none'";

    /// <summary>Returns the page.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public static XElement Of(ReportContent content, IChartRenderer renderer, CancellationToken cancellationToken)
    {
        List<XElement> sections =
        [
            .. SetSections(content, renderer, cancellationToken),
            .. content.Models.Count > 0 ? [ModelSection.Of(content.Models, renderer)] : (XElement[])[],
            .. content.Sets.Count > 0 || content.Command is not null ? [OriginSection.Of(content)] : (XElement[])[],
        ];
        string title = string.Join(" and ", content.Sets.Count > 0 ? content.Sets.Select(set => set.Name) : content.Models.Select(model => model.Name));
        return Html.Of("html", Html.Attribute("lang", "en"),
            Html.Of("head",
                Html.Of("meta", Html.Attribute("charset", "utf-8")),
                Html.Of("meta", Html.Attribute("http-equiv", "Content-Security-Policy"), Html.Attribute("content", Policy)),
                Html.Of("meta", Html.Attribute("name", "viewport"), Html.Attribute("content", "width=device-width, initial-scale=1")),
                Html.Of("meta", Html.Attribute("name", "color-scheme"), Html.Attribute("content", "light dark")),
                Html.Of("title", $"{title} – report"),
                Html.Of("style", Style)),
            Html.Of("body",
                Html.Of("header",
                    Html.Of("h1", title),
                    content.Sets.Select((set, i) => Summary.Sentence(set, content.Sets.Count > 1 ? SetBars.NameOf(content.Sets, i) : null)),
                    Contents(sections)),
                Html.Of("main", sections),
                Html.Of("footer", Html.Of("p", $"Made with SynthGen {typeof(ReportPage).Assembly.GetName().Version?.ToString(3)}. This file needs no network and runs no script."))));
    }

    private static IEnumerable<XElement> SetSections(ReportContent content, IChartRenderer renderer, CancellationToken cancellationToken)
    {
        if (content.Sets.Count == 0)
            yield break;

        yield return Summary.Of(content.Sets);
        yield return Html.Section("pictures", "Pictures", DatasetPictures.Of(content.Sets, content.Index, cancellationToken).Select(picture => Figure.Of(picture, renderer)));
        yield return MeasureSection.Of(content.Sets);
        yield return ExampleSection.Of(content.Sets[0], content.Seed);
    }

    private static XElement Contents(IEnumerable<XElement> sections) => Html.Of("nav", Html.Attribute("aria-label", "Contents"), Html.Of("ul",
        sections.Select(section => Html.Of("li", Html.Of("a", Html.Attribute("href", $"#{(string)section.Attribute("id")!}"), section.Elements().First().Value)))));
}
