import { useEffect, useRef, useState } from "react";
import { createRoot } from "react-dom/client";
import "tokenfare";

// React sets attributes and properties by itself; its events have to be listened to.
function Cost({ model, children }) {
  const element = useRef(null);
  const [report, setReport] = useState();
  useEffect(() => {
    const { current } = element;
    const changed = ({ detail }) => setReport(detail);
    current.addEventListener("tokenfare-change", changed);
    return () => current.removeEventListener("tokenfare-change", changed);
  }, []);
  return (
    <>
      <token-fare ref={element} model={model} loading="eager">{children}</token-fare>
      <output>{report && `${report.fares[0].perMonth} USD a month`}</output>
    </>
  );
}

createRoot(document.querySelector("main")).render(<Cost model="gpt-5.4">hello world</Cost>);
