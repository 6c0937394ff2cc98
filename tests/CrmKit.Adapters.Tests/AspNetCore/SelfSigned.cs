using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CrmKit.Adapters.Tests.AspNetCore;

/// <summary>A certificate that nobody trusts.</summary>
internal static class SelfSigned
{
    public static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var from = SystemClock.Instance.GetCurrentInstant().ToDateTimeOffset();
        return request.CreateSelfSigned(from.AddDays(-1), from.AddDays(1));
    }
}
