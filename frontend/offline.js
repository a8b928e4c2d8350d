// While the browser believes itself without a network, a page that is loaded is only a stub. The framework puts the real
// one in its place when the browser says "online", unless it says so while the stub is still being put up; and for a portal
// on the same machine it may never say so. So a stub that can reach the portal is loaded anew.
{
  const heal = async () => {
    if (document.querySelector("iframe[src$='offline-stub.html']")) {
      await fetch("offline-stub.html", { method: "HEAD", cache: "no-store" }).then(() => location.reload(), () => {});
    }
  };
  ["online", "offline"].forEach((change) => addEventListener(change, () => setTimeout(heal, 1000)));
}
